dr = { enabled = true }
