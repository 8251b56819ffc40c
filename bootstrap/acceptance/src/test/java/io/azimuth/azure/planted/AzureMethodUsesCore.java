package io.azimuth.azure.planted;

import io.azimuth.application.api.Api;

public record AzureMethodUsesCore(Api api) {}
