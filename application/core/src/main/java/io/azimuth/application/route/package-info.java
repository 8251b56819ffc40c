/**
 * How a backend is declared: routes as data, their parameters, and what a handler receives.
 * Parsing, coercion, warnings and the access check follow from the declaration.
 */
package io.azimuth.application.route;
