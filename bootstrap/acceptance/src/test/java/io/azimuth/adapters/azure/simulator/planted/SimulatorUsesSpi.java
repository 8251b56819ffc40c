package io.azimuth.adapters.azure.simulator.planted;

import io.azimuth.spi.PluginContext;

record SimulatorUsesSpi(PluginContext context) {}
