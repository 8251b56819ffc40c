package io.azimuth.application.planted;

import com.fasterxml.jackson.core.JsonFactory;

record UsesJackson(JsonFactory planted) {}
