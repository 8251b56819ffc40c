package io.azimuth.azure.planted;

import io.azimuth.application.api.Api;

record AzureMethodUsesCore(Api api) {}
