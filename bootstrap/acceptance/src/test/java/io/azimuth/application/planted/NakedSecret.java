package io.azimuth.application.planted;

record NakedSecret(String clientSecret) {}
