"""Serves a source of buyers over HTTP as the vendor's API, so that several counters share one store (extra ``server``).

A request passes ``gate`` (host, token, size), is taken by ``vendor_calls`` or ``own_calls``, and asks a backend.
"""
