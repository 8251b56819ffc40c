/** Tokens of our own issuer, for clouds that trust it instead of a secret (spec 6.2). */
package io.azimuth.application.port.federation;
