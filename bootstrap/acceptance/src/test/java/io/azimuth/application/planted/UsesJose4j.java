package io.azimuth.application.planted;

import org.jose4j.jwt.JwtClaims;

record UsesJose4j(JwtClaims planted) {}
