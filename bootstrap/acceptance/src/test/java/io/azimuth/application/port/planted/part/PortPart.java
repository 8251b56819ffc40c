package io.azimuth.application.port.planted.part;

public record PortPart(int value) {}
