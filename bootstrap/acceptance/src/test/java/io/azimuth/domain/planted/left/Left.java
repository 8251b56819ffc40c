package io.azimuth.domain.planted.left;

import io.azimuth.domain.planted.right.Right;

public record Left(Right other) {}
