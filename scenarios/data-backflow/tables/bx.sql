-- Which form asks for which item. Some townships' versions of a form ask for one item more.
WITH asked(form_id, items) AS (VALUES
  ('F1', ['i01', 'i02', 'i03', 'i04', 'i05', 'i09', 'i10', 'i14', 'i15', 'i19', 'i20', 'i21', 'i23']),
  ('F2', ['i01', 'i02', 'i06', 'i07', 'i08', 'i14', 'i16', 'i17', 'i18', 'i22']),
  ('F3', ['i01', 'i02', 'i09', 'i10', 'i22']),
  ('F4', ['i01', 'i02', 'i11', 'i12', 'i21', 'i22', 'i23', 'i24']),
  ('F5', ['i01', 'i02', 'i03', 'i13', 'i15', 'i19', 'i20', 'i21']),
  ('F6', ['i01', 'i02', 'i10', 'i11', 'i16', 'i17', 'i18']),
  ('F7', ['i01', 'i02', 'i03', 'i04', 'i22', 'i23', 'i24']),
  ('F8', ['i01', 'i02', 'i13', 'i17']),
  ('F9', ['i01', 'i02', 'i11', 'i15'])),
more(form_id, item_id) AS (VALUES ('F7', 'i05'), ('F6', 'i06'), ('F5', 'i07'), ('F9', 'i08'), ('F2', 'i12'), ('F8', 'i03'), ('F4', 'i03'), ('F9', 'i14')),
every_one AS (
  SELECT form_id, unnest(items) AS item_id FROM asked
  UNION ALL
  SELECT form_id, item_id FROM more WHERE draw('backflow/one-more', form_id || item_id) < 0.5)
SELECT form_id, item_id FROM every_one ORDER BY form_id, item_id
