package io.azimuth.bootstrap.planted;

import io.azimuth.adapters.storage.planted.Exposed;

record UsesNestedExposed(Exposed.Nested planted) {}
