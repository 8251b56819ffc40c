package io.azimuth.approle.planted;

import io.azimuth.application.api.Api;

record AppRoleMethodUsesCore(Api api) {}
