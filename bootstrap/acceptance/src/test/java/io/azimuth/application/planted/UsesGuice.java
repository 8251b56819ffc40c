package io.azimuth.application.planted;

import com.google.inject.Injector;

record UsesGuice(Injector planted) {}
