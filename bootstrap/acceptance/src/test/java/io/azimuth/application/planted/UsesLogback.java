package io.azimuth.application.planted;

import ch.qos.logback.classic.Logger;

record UsesLogback(Logger planted) {}
