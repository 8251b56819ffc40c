package io.azimuth.adapters.storage.planted;

public final class Exposed {}
