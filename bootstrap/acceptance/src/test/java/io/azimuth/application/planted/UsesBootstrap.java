package io.azimuth.application.planted;

import io.azimuth.bootstrap.process.Environment;

record UsesBootstrap(Environment planted) {}
