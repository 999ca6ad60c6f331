"""Everything a page may see, written out field by field, already in the visitor's language.

No view before submission has a field that a reference would fit in: `StepView` and all it
holds know nothing of right answers; only `VerdictView` and `ResultView` do.
"""

from sandbox.desk.views.shelf import (
    CardView,
    ContinueView,
    FinishedView,
    HomeView,
    VisitorView,
)
from sandbox.desk.views.step import (
    ChartView,
    ChoiceView,
    ColumnView,
    ControlView,
    DateView,
    DecisionView,
    DocumentView,
    EvidenceView,
    GridView,
    HintView,
    NumberView,
    OrderView,
    PickManyView,
    PickView,
    RejectionView,
    StepView,
    TableView,
    TrailView,
)
from sandbox.desk.views.verdict import (
    BarView,
    BasisView,
    ConsequenceView,
    CountView,
    DecisionResultView,
    FindingView,
    MeasureView,
    PersonView,
    ResultView,
    VerdictView,
)
from sandbox.desk.views.words import (
    Level,
    Standing,
    Tone,
)

__all__ = [
    "BarView",
    "BasisView",
    "CardView",
    "ChartView",
    "ChoiceView",
    "ColumnView",
    "ConsequenceView",
    "ContinueView",
    "ControlView",
    "CountView",
    "DateView",
    "DecisionResultView",
    "DecisionView",
    "DocumentView",
    "EvidenceView",
    "FindingView",
    "FinishedView",
    "GridView",
    "HintView",
    "HomeView",
    "Level",
    "MeasureView",
    "NumberView",
    "OrderView",
    "PersonView",
    "PickManyView",
    "PickView",
    "RejectionView",
    "ResultView",
    "Standing",
    "StepView",
    "TableView",
    "Tone",
    "TrailView",
    "VerdictView",
    "VisitorView",
]
