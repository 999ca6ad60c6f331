"""The Digital Governance Sandbox (数字治理实训沙盘): scenarios, worlds, decisions, scores."""

__version__ = "0.1.0"
