package io.azimuth.application.planted;

import io.azimuth.bootstrap.config.Environment;

record UsesBootstrap(Environment planted) {}
