package io.azimuth.application.planted;

import org.bouncycastle.cert.X509CertificateHolder;

record UsesBouncyCastle(X509CertificateHolder planted) {}
