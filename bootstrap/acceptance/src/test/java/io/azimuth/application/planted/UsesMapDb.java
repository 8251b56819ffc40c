package io.azimuth.application.planted;

import org.mapdb.DB;

record UsesMapDb(DB planted) {}
