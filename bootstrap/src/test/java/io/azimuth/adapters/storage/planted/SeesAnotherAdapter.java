package io.azimuth.adapters.storage.planted;

import io.azimuth.adapters.http.HttpServer;

record SeesAnotherAdapter(HttpServer server) {}
