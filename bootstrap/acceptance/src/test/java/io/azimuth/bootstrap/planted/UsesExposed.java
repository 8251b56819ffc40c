package io.azimuth.bootstrap.planted;

import io.azimuth.adapters.storage.planted.Exposed;

record UsesExposed(Exposed planted) {}
