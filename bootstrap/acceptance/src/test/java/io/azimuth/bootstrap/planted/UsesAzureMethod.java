package io.azimuth.bootstrap.planted;

import io.azimuth.azure.planted.AzureMethodUsesCore;

record UsesAzureMethod(AzureMethodUsesCore part) {}
