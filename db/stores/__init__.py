"""The stores of ``cases.ports``, one module per noun."""
