package io.azimuth.spi.planted;

import io.azimuth.application.api.Api;

record SpiUsesCore(Api api) {}
