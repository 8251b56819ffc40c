package io.azimuth.adapters.storage.postgresql.planted;

import org.mapdb.DB;

record DatabaseUsesMapDb(DB planted) {}
