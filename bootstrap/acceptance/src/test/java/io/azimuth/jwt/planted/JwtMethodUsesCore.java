package io.azimuth.jwt.planted;

import io.azimuth.application.api.Api;

record JwtMethodUsesCore(Api api) {}
