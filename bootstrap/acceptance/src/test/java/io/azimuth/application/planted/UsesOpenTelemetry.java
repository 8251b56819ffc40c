package io.azimuth.application.planted;

import io.opentelemetry.api.trace.Span;

record UsesOpenTelemetry(Span planted) {}
