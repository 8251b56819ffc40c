/**
 * How a backend is declared: routes as data, their parameters, and what a handler is given. From
 * the declaration come parsing, coercion, warnings and the access check.
 */
package io.azimuth.application.route;
