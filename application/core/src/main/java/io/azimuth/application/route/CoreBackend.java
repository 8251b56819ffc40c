package io.azimuth.application.route;

import io.azimuth.spi.Backend;

/** A backend of the server itself: it receives the caller's token, which a plugin never does. */
public interface CoreBackend extends Backend {}
