package io.azimuth.kubernetes.planted;

import io.azimuth.application.api.Api;

record KubernetesMethodUsesCore(Api api) {}
