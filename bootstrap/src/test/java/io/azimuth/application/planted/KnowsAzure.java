package io.azimuth.application.planted;

import io.azimuth.domain.azure.TenantId;

record KnowsAzure(TenantId planted) {}
