/**
 * The matrix of attempts to use a token that is bound to a certificate: each way to name the
 * certificate, to log in, to connect and to reuse a connection, with the decision that a short rule
 * of the tests expects.
 */
package io.azimuth.product.binding;
