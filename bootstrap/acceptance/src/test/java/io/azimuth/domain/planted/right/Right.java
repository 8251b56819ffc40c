package io.azimuth.domain.planted.right;

import io.azimuth.domain.planted.left.Left;

public record Right(Left other) {}
