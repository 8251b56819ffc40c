package io.azimuth.application.planted;

import io.azimuth.application.port.planted.part.PortPart;

public record NeedsPort(PortPart part) {}
