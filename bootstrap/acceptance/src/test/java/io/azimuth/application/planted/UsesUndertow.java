package io.azimuth.application.planted;

import io.undertow.Undertow;

record UsesUndertow(Undertow planted) {}
