package io.azimuth.domain.planted;

import io.azimuth.application.api.Api;

record DomainUsesApplication(Api api) {}
