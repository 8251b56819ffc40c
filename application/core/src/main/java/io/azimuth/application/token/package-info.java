/** Tokens: which are valid, how they are issued and renewed, how they end. */
package io.azimuth.application.token;
