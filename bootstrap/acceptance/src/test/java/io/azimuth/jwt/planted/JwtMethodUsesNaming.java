package io.azimuth.jwt.planted;

import javax.naming.Name;

record JwtMethodUsesNaming(Name name) {}
