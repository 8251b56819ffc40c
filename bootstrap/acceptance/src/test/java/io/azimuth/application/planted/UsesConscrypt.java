package io.azimuth.application.planted;

import org.conscrypt.ConscryptHostnameVerifier;

record UsesConscrypt(ConscryptHostnameVerifier planted) {}
