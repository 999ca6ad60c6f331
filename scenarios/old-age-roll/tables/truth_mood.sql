-- How each family of a lead is disposed before anything happens to it.
SELECT roll_id, draw_normal('mood', roll_id) AS mood FROM xs ORDER BY roll_id
