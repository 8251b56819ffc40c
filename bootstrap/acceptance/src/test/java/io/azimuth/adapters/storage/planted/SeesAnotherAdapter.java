package io.azimuth.adapters.storage.planted;

import io.azimuth.adapters.http.server.HttpServer;

record SeesAnotherAdapter(HttpServer server) {}
