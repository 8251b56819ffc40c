package io.azimuth.application.planted;

import io.azimuth.domain.azure.id.TenantId;

record KnowsAzure(TenantId planted) {}
