package io.azimuth.domain.planted;

import org.slf4j.Logger;

record DomainUsesLogger(Logger logger) {}
