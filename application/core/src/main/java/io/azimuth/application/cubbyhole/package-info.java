/** The private secrets of each token, and their removal after the token has ended. */
package io.azimuth.application.cubbyhole;
