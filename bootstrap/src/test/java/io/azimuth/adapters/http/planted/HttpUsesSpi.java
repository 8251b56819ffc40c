package io.azimuth.adapters.http.planted;

import io.azimuth.spi.PluginContext;

record HttpUsesSpi(PluginContext context) {}
