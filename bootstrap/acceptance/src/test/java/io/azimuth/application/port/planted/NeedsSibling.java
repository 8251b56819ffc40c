package io.azimuth.application.port.planted;

import io.azimuth.application.planted.NeedsPort;

public record NeedsSibling(NeedsPort sibling) {}
