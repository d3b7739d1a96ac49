"""Card gateways: each studio is paid on its own account; nothing here knows a model or a family."""
