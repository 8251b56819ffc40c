package io.azimuth.application.route;

import io.azimuth.spi.Backend;

/** A backend of the server itself: it is told the caller's token, which no plugin ever is. */
public interface CoreBackend extends Backend {}
